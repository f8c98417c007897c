import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

/**
 * Puts a small classic script into the head, before any style or module, as an asset of its own:
 * a module would run after the first paint, and the content security policy allows no inline code.
 */
export function bootScript(source: string): Plugin {
  let reference: string | undefined;
  let building = false;
  return {
    name: 'tracker:boot-script',
    configResolved(config) {
      building = config.command === 'build';
    },
    async buildStart() {
      if (!building) return;
      reference = this.emitFile({
        type: 'asset',
        name: 'boot.js',
        source: await readFile(source, 'utf8'),
      });
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const emitted = Object.values(bundle ?? {}).find(
          (file) => file.type === 'asset' && file.names.includes('boot.js'),
        );
        if (reference !== undefined && emitted === undefined) {
          throw new Error('The boot script is missing from the build.');
        }
        const src = `/${emitted?.fileName ?? source}`;
        return [{ tag: 'script', attrs: { src }, injectTo: 'head-prepend' }];
      },
    },
  };
}
