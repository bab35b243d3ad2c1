/**
 * Keeps one reading under way at most. Whoever asks while one runs gets the next, started after its question: never an answer
 * older than what it wants to know. All who wait share it.
 */
export function oneReading<T>(read: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> | null = null
  let next: Promise<T> | null = null
  const start = (): Promise<T> => {
    const reading = read()
    running = reading
    const release = (): void => {
      if (running === reading) running = null
    }
    reading.then(release, release)
    return reading
  }
  const afterwards = (): Promise<T> => {
    next = null
    return start()
  }
  return () => (running ? (next ??= running.then(afterwards, afterwards)) : start())
}
