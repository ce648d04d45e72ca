/** The recommendation that a form describes; a departure is one whose reason was entered. */
export function recommendationOf(form: Partial<Record<string, string | string[]>>) {
  const text = (name: string) => String(form[name] ?? '').trim();
  const departures = Object.keys(form)
    .filter((name) => name.startsWith('departure-') && text(name) !== '')
    .map((name) => {
      const bidId = name.slice('departure-'.length);
      return { bidId, reason: text(name), decidedBy: text(`decidedBy-${bidId}`) };
    });
  return { bidIds: [form['bidIds'] ?? []].flat(), departures, summary: text('summary') };
}
