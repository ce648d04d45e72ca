/**
 * Which generated files are not what they should be: missing, different, or left over from something that is gone.
 * `wanted` is path → content; `kept` answers what a path holds now; `present` are the paths that exist in generated folders.
 */
export function staleFiles(
  wanted: ReadonlyMap<string, string>,
  kept: (path: string) => string | undefined,
  present: readonly string[],
): { stale: string[]; orphans: string[] } {
  return {
    stale: [...wanted].filter(([path, content]) => kept(path) !== content).map(([path]) => path),
    orphans: present.filter((path) => !wanted.has(path)),
  };
}
