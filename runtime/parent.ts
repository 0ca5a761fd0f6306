/**
 * Ends this process in good order when the one that started it is gone, however it went: the IPC channel closes by itself
 * even on SIGKILL. Without a channel (a container runs this process alone) nothing is watched.
 */
export function whenParentDies(stop: () => unknown): void {
  if (process.channel) process.once('disconnect', () => void stop());
}
