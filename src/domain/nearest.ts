/** The name that was meant where another was written: of those that differ by so many letters at most the nearest, as a question. */
export function meant(names: readonly string[], written: string, most: number): string | undefined {
  const found = names.map((name) => ({ name, far: distance(name.toLowerCase(), written.toLowerCase()) })).filter(({ far }) => far <= most);
  const [nearest] = found.sort((a, b) => a.far - b.far);
  return nearest && `did you mean “${nearest.name}”?`;
}

// How many letters must be changed, left out or put in to make one word of another.
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    row = next;
  }
  return row.at(-1) ?? 0;
}
