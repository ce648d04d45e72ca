/** Lets a child process require TypeScript as it stands: `node -r typescript.cjs file.ts`. */
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    swcrc: false,
    jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2024', keepClassNames: true },
    module: { type: 'commonjs' },
  });
  module._compile(code, filename);
};
