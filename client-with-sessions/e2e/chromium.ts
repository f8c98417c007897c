import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** How to start the browser of this machine, without anything that calls out. */
export function chromiumLaunch() {
  return {
    launchOptions: {
      executablePath: findChromium(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  };
}

function findChromium(): string {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
  const places = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const named = process.env.CHROMIUM;
  if (named !== undefined && !existsSync(named)) {
    throw new Error(`CHROMIUM names ${named}, and there is nothing there.`);
  }
  const found = named ?? places.find((place) => existsSync(place));
  if (found === undefined) {
    throw new Error(
      'The journeys need a browser: install Chromium (on Debian: apt-get install chromium), ' +
        'or name one in the variable CHROMIUM.',
    );
  }
  return found;
}
