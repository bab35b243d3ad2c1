/** When the server last answered this person, in any tab: the idle clock of the session starts there. [SE-03] */
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('harmonia-activite')
let lastReplyAt = Date.now()

channel?.addEventListener('message', (event) => {
  if (typeof event.data === 'number') lastReplyAt = Math.max(lastReplyAt, event.data)
})

export const noteReply = (): void => {
  lastReplyAt = Date.now()
  channel?.postMessage(lastReplyAt)
}

export const minutesSinceReply = (now: number): number => (now - lastReplyAt) / 60_000
