import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import { currentContext } from './request-context';

export type { Logger } from 'pino';

/**
 * One JSON line per event, each with the correlation id of the request behind it; on standard output unless `write`
 * takes them.
 */
export function openLog(service: string, level: string, write?: (line: string) => void): Logger {
  const options = {
    level,
    base: { service },
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: () => {
      const context = currentContext();
      return context ? { correlationId: context.correlationId } : {};
    },
    redact: ['authorization', '*.authorization', 'password', '*.password'],
  };
  return write ? pino(options, { write }) : pino(options);
}

/** Lets Nest write to the same log. Which routes and modules it maps is detail for a debugger. */
export function nestLog(log: Logger): LoggerService {
  const at =
    (level: 'debug' | 'warn' | 'error') =>
    (message: unknown, ...rest: unknown[]) =>
      log[level]({ context: rest.at(-1) }, String(message));
  return {
    log: at('debug'),
    verbose: at('debug'),
    debug: at('debug'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('error'),
  };
}
