import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** Source files by path from the root of the repository. */
export type Sources = ReadonlyMap<string, string>;

const LONGEST_FILE = 300;
const PURE_LIBS = ['statistics', 'disclosure', 'calendar', 'prices'];
const IMPURE = /^(@nestjs\/|@prisma\/|pg$|kafkajs|bullmq|ioredis|node:(fs|net|http|child_process))/;
const FORBIDDEN_FOLDERS = /\/(utils|common|interfaces|helpers|shared)\//;

/** Clients that one library hides from everybody else. */
const HIDDEN: Readonly<Record<string, string>> = {
  kafkajs: 'libs/messaging',
  bullmq: 'libs/jobs',
  ioredis: 'libs/jobs',
  'pg-boss': 'libs/jobs',
};

/** The service that a file belongs to: `services/<name>` or `analytics`; undefined elsewhere. */
const serviceOf = (path: string): string | undefined => /^(services\/[^/]+|analytics)\//.exec(path)?.[1];

const isTest = (path: string): boolean =>
  /(\.spec\.ts$|\/conformance\/|^services\/[^/]+\/test\/|^analytics\/test\/|^test\/|^libs\/testing\/)/.test(
    path,
  );

/** Every import of a file: relative ones as paths from the root. */
function importsOf(path: string, text: string): string[] {
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith('.') ? normalize(join(dirname(path), fileName)) : fileName,
    );
}

/** A service imports libraries and itself, never another service, the launcher or the tests. */
export function boundaryViolations(sources: Sources): string[] {
  return eachImport(sources, (path, imported) => {
    const own = serviceOf(path);
    const other = serviceOf(`${imported}/`);
    if (own && other && own !== other) return `${path} imports another service: ${imported}`;
    if (own && /^(deploy|test)\//.test(imported)) return `${path} imports ${imported}`;
    if (path.startsWith('libs/') && !isTest(path) && (other || /^(deploy|test)\//.test(imported))) {
      return `${path} is a library and imports ${imported}`;
    }
    if (own && !isTest(path) && imported === '@commissioning/testing')
      return `${path} uses test helpers outside a test`;
    return undefined;
  });
}

/** kafkajs, bullmq, ioredis and pg-boss each stay behind one library. */
export function hiddenClientViolations(sources: Sources): string[] {
  return eachImport(sources, (path, imported) => {
    const home = HIDDEN[imported];
    const allowed = home === undefined || path.startsWith(`${home}/`) || path.startsWith('test/benchmarks/');
    return allowed ? undefined : `${path} imports ${imported}, which belongs to ${home}`;
  });
}

/** Statistics, disclosure control, calendar and prices know no framework, store, file or network. */
export function purityViolations(sources: Sources): string[] {
  return eachImport(sources, (path, imported) => {
    const pure = PURE_LIBS.some((lib) => path.startsWith(`libs/${lib}/src/`)) && !isTest(path);
    return pure && IMPURE.test(imported) ? `${path} is pure and imports ${imported}` : undefined;
  });
}

/** The registry of schemas imports zod and nothing of ours. */
export function registryViolations(sources: Sources): string[] {
  return eachImport(sources, (path, imported) => {
    const outside = !['zod', 'node:crypto'].includes(imported) && !imported.startsWith('libs/schemas/');
    return path.startsWith('libs/schemas/src/') && !isTest(path) && outside
      ? `${path} imports ${imported}`
      : undefined;
  });
}

/** A longer file hides a second job. */
export const lengthViolations = (sources: Sources): string[] =>
  [...sources].flatMap(([path, text]) => {
    const lines = text.split('\n').length - 1;
    return lines > LONGEST_FILE ? [`${path} has ${lines} lines`] : [];
  });

/** Folders are named after what is in them. */
export const folderViolations = (sources: Sources): string[] =>
  [...sources.keys()]
    .filter((path) => FORBIDDEN_FOLDERS.test(`/${path}`))
    .map((path) => `${path}: a folder with no meaning`);

/** Nobody asks the machine or the database for the time of business. */
export function clockViolations(sources: Sources): string[] {
  return [...sources].flatMap(([path, text]) => {
    const isRule = serviceOf(path) !== undefined && !isTest(path) && !path.startsWith('services/portal/');
    return isRule && /\bDate\.now\(\)|new Date\(\)|Temporal\.Now\b/.test(text)
      ? [`${path} reads the time past the clock`]
      : [];
  });
}

function eachImport(
  sources: Sources,
  judge: (path: string, imported: string) => string | undefined,
): string[] {
  return [...sources].flatMap(([path, text]) =>
    importsOf(path, text).flatMap((imported) => judge(path, imported) ?? []),
  );
}
