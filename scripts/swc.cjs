/**
 * How TypeScript becomes JavaScript, for what runs and for tests alike. A package or library is loaded when something
 * of it is first used, so that a rule's test does not wait for the web server beside the rule, and a service keeps no
 * driver in memory that its bus has no use for.
 */
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const { jsc, module: target } = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));

/** Options of swc for a file, by its name. `findsLibraries`: their names become paths; jest has a map of its own. */
function swcOptions(file, findsLibraries = false) {
  const { baseUrl: _, paths, ...options } = jsc;
  return {
    jsc: findsLibraries ? { ...options, baseUrl: root, paths } : options,
    module: { ...target, lazy: isIndex(file) ? parts() : true },
    swcrc: false,
  };
}

/** An index only hands on: each of its own files is loaded when a name of it is used. */
const isIndex = (file) => /\/src\/index\.ts$/.test(file);

let known;

/** Everything that the indexes of the libraries name. Whole modules (`export *`) cannot wait: swc needs their names. */
function parts() {
  known ??= readdirSync(join(root, 'libs')).flatMap((library) => {
    const index = readFileSync(join(root, 'libs', library, 'src/index.ts'), 'utf8');
    const whole = new Set([...index.matchAll(/^export \* .*from '([^']+)'/gm)].map(([, part]) => part));
    return [...index.matchAll(/ from '([^']+)'/g)].map(([, part]) => part).filter((part) => !whole.has(part));
  });
  return known;
}

module.exports = { swcOptions };
