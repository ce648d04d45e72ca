import type { capacityBuildingApi } from '@commissioning/schemas';
import type { Form, Party } from './booking-form';
import type { Need } from './needs-form';

/** What somebody has said so far on the way to a booking. */
export interface BookingDraft {
  /** The first step as it was typed, to show it again. */
  readonly typed: Form;
  readonly party: Party;
  readonly needs: readonly Need[];
  readonly contact: capacityBuildingApi.Contact | undefined;
}
