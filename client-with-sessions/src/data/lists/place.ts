/** Where in a manual order something goes. */
export type Place = { after: number } | { before: number };
