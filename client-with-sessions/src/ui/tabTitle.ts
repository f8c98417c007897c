/** The title of the tab: the page, and before it what goes on meanwhile. */
let page = 'tracker';
let before = '';

export function setPageTitle(title: string): void {
  page = title;
  show();
}

/** Shows something before the title of the page; nothing if it is empty. */
export function setBeforeTitle(text: string): void {
  before = text;
  show();
}

function show(): void {
  document.title = before === '' ? page : `${before} · ${page}`;
}
