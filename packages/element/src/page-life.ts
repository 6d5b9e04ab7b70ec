/** What tabs tell each other of one order: a session was opened (another may be superseded now) or settled. */
export interface OrderNews {
  /** Server and order. */
  readonly key: string;
  readonly sessionId: string;
  readonly settled: boolean;
}

/** The page's other lives: other tabs, and its own return from the back/forward cache. */
export interface PageLife {
  connect(): void;
  disconnect(): void;
  /** A hint only: who hears it asks the server. */
  tell(news: OrderNews): void;
}

export function createPageLife(onNews: (news: OrderNews) => void, onReturn: () => void): PageLife {
  let channel: BroadcastChannel | undefined;
  let connected: AbortController;
  const listen = () => {
    channel ??= new BroadcastChannel('helcim-checkout');
    channel.onmessage = ({ data }: MessageEvent<OrderNews>) => onNews(data);
  };
  // An open channel can keep a page out of the back/forward cache.
  const deafen = () => {
    channel?.close();
    channel = undefined;
  };

  return {
    connect() {
      connected = new AbortController();
      const { signal } = connected;
      const onPageShow = ({ persisted }: PageTransitionEvent) => {
        listen();
        if (persisted) onReturn();
      };
      window.addEventListener('pageshow', onPageShow, { signal });
      window.addEventListener('pagehide', deafen, { signal });
      listen();
    },
    disconnect() {
      connected.abort();
      deafen();
    },
    tell: (news) => channel?.postMessage(news),
  };
}
