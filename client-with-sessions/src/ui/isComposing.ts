interface Key {
  isComposing: boolean;
  keyCode: number;
}

/** Safari reports the key that ends a conversion with this code, after the conversion is over. */
const OF_INPUT_METHOD = 229;

/** Whether a key belongs to an input method, such as Enter that picks a Japanese word. */
export function isComposing(event: Key | { nativeEvent: Key }): boolean {
  const key = 'nativeEvent' in event ? event.nativeEvent : event;
  return key.isComposing || key.keyCode === OF_INPUT_METHOD;
}
