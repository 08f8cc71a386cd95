/** Whether the server asks who we are before it answers. It is the page's only state that all views share beside the board. */
class Session {
  /** The last answer was that a token is missing, or is not the one. */
  refused = false;
  private readonly listeners = new Set<() => void>();

  changes(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  set(refused: boolean): void {
    if (this.refused !== refused) {
      this.refused = refused;
      this.listeners.forEach((listener) => listener());
    }
  }
}

export const session = new Session();
export const SESSION = 'api/session';
