import { readFile } from 'node:fs/promises';
import type { Plugin, Rolldown } from 'vite';

/**
 * Puts a small classic script into the head, before any style or module, as an asset of its own:
 * a module would run after the first paint, and the content security policy allows no inline code.
 * The script is told the files of a chunk that it may fetch ahead.
 */
export function bootScript(source: string, ahead: string): Plugin {
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
        const attrs = { src, ...(bundle && { 'data-ahead': filesOf(bundle, ahead).join(' ') }) };
        return [{ tag: 'script', attrs, injectTo: 'head-prepend' }];
      },
    },
  };
}

function filesOf(bundle: Rolldown.OutputBundle, name: string): string[] {
  const chunk = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === name);
  if (chunk?.type !== 'chunk') throw new Error(`The build has no chunk named ${name}.`);
  return [chunk.fileName, ...(chunk.viteMetadata?.importedCss ?? [])].map((file) => `/${file}`);
}
