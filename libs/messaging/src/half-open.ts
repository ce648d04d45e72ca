/**
 * What a `pg` client or pool is made with so that a half-open connection ends within about 15 seconds on both sides,
 * where TCP allows two hours: here nobody waits for an answer that cannot come, and there no lock is kept for somebody
 * who is gone. A peer that stands still without being gone is not meant; that takes a limit on each statement.
 */
export const ENDS_HALF_OPEN = {
  keepAlive: true,
  keepAliveInitialDelayMillis: 5_000,
  options:
    '-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3 -c tcp_user_timeout=10000',
} as const;
