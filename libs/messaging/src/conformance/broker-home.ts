import type { Broker, BrokerLog } from '../broker';

/** How another process makes the same client: `new module[name]({ ...options, clientId, log })`. */
export interface Recipe {
  /** Absolute path of the TypeScript file that exports the class. */
  readonly file: string;
  readonly name: string;
  /** Plain data. */
  readonly options: Record<string, unknown>;
}

/** What the conformance suite needs of a kind of broker: a server that it may break, and clients of it. */
export interface BrokerHome {
  /** Starts the server; after `kill` again, at the same address and with what it had acknowledged. */
  start(): Promise<void>;
  /** Ends the server as a power cut would. */
  kill(): Promise<void>;
  /** Ends the server and removes what it kept. */
  stop(): Promise<void>;
  /** A client that is not started yet. Sessions time out after at most 6 s, stalls are noticed within 3 s. */
  client(clientId: string, log: BrokerLog): Broker;
  recipe(): Recipe;
  /** The retention that the server has for a topic, in milliseconds; undefined when it keeps records for ever. */
  retentionOf(topic: string): Promise<number | undefined>;
}
