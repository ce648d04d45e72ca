import type { Grants } from './grant';

export const capacityBuildingPermissions = {
  // Sees every booking and acts for every organisation and team; what is done asks for its own permission besides.
  'training:coordinate': ['training-coordinator'],
  'course:plan': ['training-coordinator'],
  'session:schedule': ['training-coordinator'],
  'session:read-bookings': ['training-coordinator'],
  'booking:make': ['member'],
  'booking:read': ['member'],
  'attendance:record': ['training-coordinator'],
  'training:export': ['training-coordinator'],
  'team:keep': ['training-coordinator'],
  'team:read': ['member'],
  // The organisation's members and its coordinators, decided on the profile itself: nobody with another role besides.
  'readiness:read': ['member'],
  'readiness:read-all': ['training-coordinator'],
  'readiness:assess': ['member'],
  // What somebody needs is read by those arranging it and by whoever asked, decided on the adjustment itself.
  'adjustment:request': ['member'],
  'adjustment:arrange': ['training-coordinator'],
  'calendar:share': ['member'],
  'certificate:issue': ['member'],
  'feedback:give': ['member'],
  'feedback:read': ['training-coordinator'],
  'material:publish': ['training-coordinator'],
  'question:ask': ['member'],
  'question:answer': ['training-coordinator'],
  'training-reach:read': [
    'training-coordinator',
    'programme-manager',
    'equality-officer',
    'equality-approver',
  ],
} as const satisfies Grants;
