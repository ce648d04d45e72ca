/** `npm run events`: what an operator sees and does on the bus of a running deployment. */
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { must } from '@commissioning/service';
import { answering, runAsProgram, type Write } from './command-line';
import { dead, replay, skip } from './commands/dead';
import { lag } from './commands/lag';
import { outbox, purge, release } from './commands/outbox';
import { REBUILDABLE, rebuildProjection } from './commands/rebuild';
import { tail } from './commands/tail';
import { Deployment } from './deployment';
import { type Screen, screenOn } from './screen';

const USAGE = `npm run events -- <command>

  tail [topic] [--last 5]                     events as they come; values hidden as their classification asks
  dead [group] [--all]                        dead letters with their story; --all: replayed ones too
  replay <group> <event id> --reason "…"      puts a dead letter back
  replay <group> --all --reason "…"           puts all that wait back
  skip <group> <event id> --reason "…"        gives a dead letter up: it will have no effect, and what an ordered
                                              handler held behind it goes on
  lag [group]                                 who is behind, and where; with a group every partition of it
  outbox [service]                            what is unsent, how old, and parked with which reason
  outbox release <service> <id> --reason "…"  lets the relay try a parked event again
  outbox purge <service> --reason "…" [--older-than-hours 72]
                                              removes published rows before their time
  rebuild <service> <projection> --reason "…"
                                              makes it again from the beginning of the log, beside the one that
                                              serves, and then switches; there are:
${REBUILDABLE.map((name) => `                                                ${name}`).join('\n')}

  --json       one JSON document a line
  --dir <dir>  a system in another folder than .local/embedded or .local/kafka
  --as <name>  who is on record; left out: your account on this machine

Where the system runs elsewhere: BROKER_URL and DATABASE_URLS (JSON, connection string by service).
Replays, skips, releases, purges and rebuilds are on record in the audit trail of the service.`;

const OPTIONS = {
  json: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  reason: { type: 'string' },
  dir: { type: 'string' },
  as: { type: 'string' },
  last: { type: 'string', default: '0' },
  'older-than-hours': { type: 'string', default: '72' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];
type Command = (deployment: Deployment, screen: Screen, words: string[], values: Values) => Promise<void>;

const COMMANDS: Readonly<Record<string, Command>> = {
  tail: (deployment, screen, [topic], { last }) =>
    tail(deployment, screen, { topic, last: count('last', last), signal: untilCtrlC() }),
  dead: (deployment, screen, [group], { all }) => dead(deployment, screen, { group, all: all ?? false }),
  replay: (deployment, screen, [group, id], { all, reason }) => {
    must(group, 'group-missing', 'Say which group: replay <group> <event id>, or replay <group> --all.');
    must(
      (id === undefined) === all,
      'what-to-replay',
      'Give the id of one event, or --all, and not both of them.',
    );
    const which = id === undefined ? 'all' : idOf(id);
    return replay(deployment, screen, { group, which, reason: given(reason) });
  },
  skip: (deployment, screen, [group, eventId], { reason }) => {
    must(group && eventId, 'what-to-skip', 'Say what: skip <group> <event id>.');
    return skip(deployment, screen, { group, eventId: idOf(eventId), reason: given(reason) });
  },
  lag: (deployment, screen, [group]) => lag(deployment, screen, group),
  outbox: (deployment, screen, [act, service, eventId], { reason, 'older-than-hours': hours }) => {
    if (act === 'release') {
      must(service && eventId, 'what-to-release', 'Say what: outbox release <service> <event id>.');
      return release(deployment, screen, { service, eventId: idOf(eventId), reason: given(reason) });
    }
    if (act === 'purge') {
      must(service, 'service-missing', 'Say where: outbox purge <service>.');
      const olderThanHours = count('older-than-hours', hours);
      return purge(deployment, screen, { service, olderThanHours, reason: given(reason) });
    }
    return outbox(deployment, screen, act);
  },
  rebuild: (deployment, screen, [service, projection], { reason }) => {
    must(service && projection, 'what-to-rebuild', 'Say what: rebuild <service> <projection>.');
    return rebuildProjection(deployment, screen, { service, projection, reason: given(reason) });
  },
};

function given(reason = ''): string {
  must(reason.trim(), 'reason-missing', 'Say why with --reason "…"; it stands in the audit trail.');
  return reason.trim();
}

function idOf(word: string): string {
  const sentence = `${word} is no id of an event; copy the one with dashes from the list of dead letters or parked events.`;
  must(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(word), 'no-event-id', sentence);
  return word.toLowerCase();
}

function count(name: string, text: string | undefined): number {
  must(/^\d{1,9}$/.test(text ?? ''), 'not-a-number', `--${name} takes a whole number from 0.`);
  return Number(text);
}

function untilCtrlC(): AbortSignal {
  const end = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end.abort());
  return end.signal;
}

/**
 * Runs one command line. Resolves to the exit code: 0 done, 1 refused or not found, with a sentence on `complain`.
 */
export async function operate(args: readonly string[], write: Write, complain: Write): Promise<number> {
  return answering({ usage: USAGE, trouble: 1, complain }, async () => {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const [name, ...words] = positionals;
    if (values.help || !name) {
      write(USAGE);
      return values.help ? 0 : 1;
    }
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    must(command, 'unknown-command', `There is no command ${name}.\n\n${USAGE}`);
    await using deployment = await Deployment.find({ dir: values.dir, as: values.as });
    await command(deployment, screenOn(values.json, write), words, values);
    return 0;
  });
}

if (require.main === module) runAsProgram(operate);
