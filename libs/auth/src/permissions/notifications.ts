import type { Grants } from './grant';

export const notificationsPermissions = {
  'message:send': ['service:tendering', 'service:organisations', 'service:capacity-building'],
  'delivery:read': ['operator'],
  'delivery:retry': ['operator'],
} as const satisfies Grants;
