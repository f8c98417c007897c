// What an arranged list needs, in one file: it is fetched when a list is arranged, or once the page is settled.
export { Arrangement } from './Arrangement';
export { ArrangementLine } from './ArrangementLine';
export { Groups } from './Groups';
