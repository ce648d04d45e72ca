import type { Grants } from './grant';

const PANEL = ['panel-chair', 'evaluator'] as const;

export const evaluationPermissions = {
  'evaluation:read': [
    ...PANEL,
    'commissioner',
    'programme-manager',
    'decision-maker',
    'equality-officer',
    'equality-approver',
  ],
  'panel:appoint': ['commissioner', 'panel-chair'],
  'conflict:declare': [...PANEL],
  'conflict:read': [...PANEL, 'commissioner'],
  'conflict:resolve': ['commissioner', 'panel-chair'],
  'bid-content:read': [...PANEL],
  'score:give': [...PANEL],
  'score:read': [...PANEL],
  'moderation:record': ['panel-chair'],
  'quality:lock': ['panel-chair'],
  'ranking:read': [...PANEL, 'commissioner'],
  'ranking:settle': ['panel-chair', 'commissioner'],
  'recommendation:make': ['panel-chair'],
  'summary:issue': ['panel-chair', 'commissioner'],
  'summary:read': ['member'],
  'award:make': ['commissioner'],
} as const satisfies Grants;
