import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const SMALLEST_WORTH_COMPRESSING = 1000;
const COMPRESSIBLE = /\.(?:css|html|js|json|svg|txt|webmanifest)$/;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Writes a `.br` and a `.gz` file beside every asset that gets smaller by it. */
export function compressAssets(): Plugin {
  return {
    name: 'tracker:compress-assets',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      if (dir === undefined) throw new Error('The build has no output folder.');
      await Promise.all(
        Object.values(bundle).map((file) =>
          compress(
            join(dir, file.fileName),
            Buffer.from(file.type === 'chunk' ? file.code : file.source),
          ),
        ),
      );
    },
  };
}

async function compress(path: string, content: Buffer): Promise<void> {
  if (!COMPRESSIBLE.test(path) || content.length < SMALLEST_WORTH_COMPRESSING) return;
  await Promise.all([
    writeIfSmaller(
      `${path}.br`,
      await brotli(content, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
        },
      }),
      content,
    ),
    writeIfSmaller(`${path}.gz`, await zip(content, { level: 9 }), content),
  ]);
}

async function writeIfSmaller(path: string, packed: Buffer, content: Buffer): Promise<void> {
  if (packed.length < content.length) await writeFile(path, packed);
}
