import { always, type Command } from './command';

/** Prints the page, once `print` has made it ready. */
export function printCommand(print: () => void): Command {
  return {
    id: 'page.print',
    group: 'Page',
    label: 'Print',
    words: 'paper pdf',
    keys: ['p'],
    withCommand: true,
    whileTyping: true,
    run: always(print),
  };
}
