import type { programmeApi } from '@commissioning/schemas';
import { asErrors, type FormErrors } from '../pages/form';
import { KINDS } from './theory-drawing';

type Theory = programmeApi.SaveTheory;

/** The fields of a form as the browser sends them; `act` says which of the page's forms it is. */
export type TheoryForm = Partial<Record<string, string>>;

/** The theory after what a form does to it, or what is wrong with the form. */
export function edited(theory: Theory, form: TheoryForm): { theory: Theory } | { errors: FormErrors } {
  switch (form['act']) {
    case 'add-node':
      return withNode(theory, form);
    case 'add-link':
      return withLink(theory, form);
    case 'remove-node': {
      const gone = form['node'];
      return {
        theory: {
          nodes: theory.nodes.filter(({ key }) => key !== gone),
          links: theory.links.filter(({ from, to }) => from !== gone && to !== gone),
        },
      };
    }
    case 'remove-link': {
      const links = theory.links.filter(({ from, to }) => from !== form['from'] || to !== form['to']);
      return { theory: { nodes: theory.nodes, links } };
    }
    default:
      return { errors: asErrors([{ field: '', text: 'Choose what to change' }]) };
  }
}

function withNode(theory: Theory, form: TheoryForm): { theory: Theory } | { errors: FormErrors } {
  const title = form['title']?.trim() ?? '';
  const kind = form['kind'] ?? '';
  const problems = [
    ...(kind in KINDS ? [] : [{ field: 'kind', text: 'Select what kind of node it is' }]),
    ...(title ? [] : [{ field: 'title', text: 'Enter a title' }]),
  ];
  if (problems.length > 0) return { errors: asErrors(problems) };
  const indicators = (form['indicators'] ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  const node = {
    ...{ key: freeKey(title, theory), kind: kind as programmeApi.NodeKind, title },
    ...(indicators.length > 0 && { indicators }),
  };
  return { theory: { ...theory, nodes: [...theory.nodes, node] } };
}

function withLink(theory: Theory, form: TheoryForm): { theory: Theory } | { errors: FormErrors } {
  const [from, to] = [form['from'] ?? '', form['to'] ?? ''];
  const problems = [
    ...(from ? [] : [{ field: 'from', text: 'Select where the link begins' }]),
    ...(to ? [] : [{ field: 'to', text: 'Select where the link leads' }]),
  ];
  if (problems.length > 0) return { errors: asErrors(problems) };
  const [assumption, evidence] = [form['assumption']?.trim(), form['evidence']?.trim()];
  const strength = STRENGTHS.find((one) => one === form['strength']) ?? 'moderate';
  const link = { from, to, strength, ...(assumption && { assumption }), ...(evidence && { evidence }) };
  return { theory: { ...theory, links: [...theory.links, link] } };
}

const STRENGTHS = ['strong', 'moderate', 'weak'] as const;

/** A key made of the title; a number is added when another node has it. */
function freeKey(title: string, { nodes }: Theory): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? ['node'];
  const key = words.join('-').slice(0, 50).replace(/-$/, '');
  const taken = (candidate: string) => nodes.some((node) => node.key === candidate);
  if (!taken(key)) return key;
  let number = 2;
  while (taken(`${key}-${number}`)) number += 1;
  return `${key}-${number}`;
}
