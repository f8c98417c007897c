/** A line of which every part is understood. */
export const EXAMPLE = 'Call Ann tomorrow 9am #home ~15m';
