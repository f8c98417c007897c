import { readFile } from 'node:fs/promises';
import { minify } from 'rolldown/utils';
import type { Plugin, Rolldown } from 'vite';

/** The chunk that the entry imports by itself, to start while it is still on its way. */
const RENDERER = 'client';

/**
 * Puts a small classic script into the head, before any style or module: a module would run after
 * the first paint, and a file of its own would come a way to the server and back later. The server
 * allows this script alone, by its hash. It is told the files of a chunk that it may fetch ahead, and the font that may
 * be in the cache.
 */
export function bootScript(source: string, ahead: string): Plugin {
  return {
    name: 'tracker:boot-script',
    transformIndexHtml: {
      order: 'post',
      async handler(_html, { bundle }) {
        if (!bundle)
          return [{ tag: 'script', attrs: { src: `/${source}` }, injectTo: 'head-prepend' }];
        const { code, errors } = await minify(source, await readFile(source, 'utf8'));
        if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
        const attrs = {
          'data-ahead': filesOf(bundle, ahead).join(' '),
          'data-font': fontOf(bundle),
        };
        const [href] = filesOf(bundle, RENDERER);
        return [
          { tag: 'script', attrs, children: code, injectTo: 'head-prepend' },
          {
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href },
            injectTo: 'head',
          },
        ];
      },
    },
  };
}

function filesOf(bundle: Rolldown.OutputBundle, name: string): string[] {
  const chunk = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === name);
  if (chunk?.type !== 'chunk') throw new Error(`The build has no chunk named ${name}.`);
  return [chunk.fileName, ...(chunk.viteMetadata?.importedCss ?? [])].map((file) => `/${file}`);
}

function fontOf(bundle: Rolldown.OutputBundle): string {
  const font = Object.keys(bundle).find((name) => name.endsWith('.woff2'));
  if (font === undefined) throw new Error('The build has no font.');
  return `/${font}`;
}
