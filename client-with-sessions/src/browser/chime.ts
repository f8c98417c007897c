let context: AudioContext | undefined;

/** Browsers let a page make sounds once somebody has used it. To be called while somebody does. */
export function allowChime(): void {
  try {
    context ??= new AudioContext();
    void context.resume();
  } catch {
    // Without sound, the page says it anyway.
  }
}

/** Two soft notes, if the browser lets the page make a sound. */
export function chime(): void {
  if (context?.state !== 'running') return;
  for (const [at, pitch] of [
    [0, 660],
    [0.18, 880],
  ] as const) {
    const start = context.currentTime + at;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.2, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.6);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.6);
  }
}
