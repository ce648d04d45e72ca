import type { Grants } from './grant';

export const capacityBuildingPermissions = {
  'course:plan': ['training-coordinator'],
  'session:schedule': ['training-coordinator'],
  'session:read-bookings': ['training-coordinator'],
  'booking:make': ['member'],
  'booking:read': ['member'],
  'attendance:record': ['training-coordinator'],
  // Nobody by role: the organisation's members and its coordinators, decided on the profile itself.
  'readiness:read': ['member'],
  'readiness:assess': ['member'],
} as const satisfies Grants;
