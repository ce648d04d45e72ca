import { join } from 'node:path';
import ts from 'typescript';
import {
  addUp,
  declareBasis,
  divide,
  divideOnBasis,
  part,
  quantity,
  type Quantity,
  type UnitKind,
} from './index';

const root = join(__dirname, '../../..');

/** Type errors of a snippet that imports this library, as the compiler of the workspace reports them. */
function typeErrors(snippet: string): string[] {
  const file = join(__dirname, 'snippet.ts');
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile;
  host.fileExists = (path) => path === file || ts.sys.fileExists(path);
  host.getSourceFile = (path, ...more) =>
    path === file
      ? ts.createSourceFile(path, `import * as s from './units';\n${snippet}`, ts.ScriptTarget.ES2024)
      : read.call(host, path, ...more);
  const program = ts.createProgram(
    [file],
    { ...options, types: [], incremental: false, noUnusedLocals: false },
    host,
  );
  return ts.getPreEmitDiagnostics(program).map((d) => ts.flattenDiagnosticMessageText(d.messageText, '\n'));
}

describe('unit kinds', () => {
  it('let organisations be divided by organisations', () => {
    expect(divide(quantity('organisations', 30), quantity('organisations', 120))).toBe(0.25);
    expect(addUp(quantity('pounds', 2), quantity('pounds', 3))).toEqual({ unit: 'pounds', value: 5 });
  });

  it('do not compile when organisations are divided by residents, nor when pounds are added to pence', () => {
    expect(typeErrors(`s.divide(s.quantity('organisations', 1), s.quantity('organisations', 2));`)).toEqual(
      [],
    );
    const mixed = typeErrors(`s.divide(s.quantity('organisations', 1), s.quantity('residents', 2));`);
    expect(mixed).toHaveLength(1);
    expect(mixed[0]).toMatch(/"?residents"? is not assignable|'Quantity<"residents">' is not assignable/);
    expect(typeErrors(`s.addUp(s.quantity('pounds', 1), s.quantity('pence', 2));`)).toHaveLength(1);
    const basis = `const b = s.declareBasis('pounds', 'residents', 'spend per head');`;
    const upsideDown = `${basis} s.divideOnBasis(b, s.quantity('residents', 1), s.quantity('pounds', 1));`;
    expect(typeErrors(upsideDown).length).toBeGreaterThan(0);
    expect(
      typeErrors(`${basis} s.divideOnBasis(b, s.quantity('pounds', 1), s.quantity('residents', 1));`),
    ).toEqual([]);
  }, 60_000);

  it('are refused at run time too, where the types were lost on the way in', () => {
    const fromOutside = JSON.parse('{"unit":"residents","value":2}') as Quantity<UnitKind>;
    expect(() => divide(quantity<UnitKind>('organisations', 1), fromOutside)).toThrow(
      expect.objectContaining({ code: 'units-differ' }),
    );
    // @ts-expect-error pounds are not residents
    expect(() => addUp(quantity('pounds', 1), quantity('residents', 1))).toThrow('cannot be set against');
  });

  it('may be divided on a declared basis, which is shown beside the figure', () => {
    const basis = declareBasis(
      'pounds',
      'residents',
      'Grants to organisations in the ward per resident of the ward.',
    );
    expect(divideOnBasis(basis, quantity('pounds', 900), quantity('residents', 300))).toEqual({
      value: 3,
      unit: 'pounds per residents',
      because: 'Grants to organisations in the ward per resident of the ward.',
    });
    expect(() => declareBasis('pounds', 'residents', ' ')).toThrow(
      expect.objectContaining({ code: 'empty' }),
    );
  });

  it('refuse to divide by none, and negative or missing amounts', () => {
    expect(() => divide(quantity('bids', 1), quantity('bids', 0))).toThrow(
      expect.objectContaining({ code: 'denominator-zero' }),
    );
    expect(() => quantity('bids', -1)).toThrow(expect.objectContaining({ code: 'negative' }));
    expect(() => part('bids', NaN, 3)).toThrow(expect.objectContaining({ code: 'not-a-number' }));
  });
});
