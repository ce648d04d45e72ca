import { readConfig, ServiceEnvironment } from '@commissioning/service';
import { WardCode } from '@commissioning/schemas';
import { z } from 'zod';

const perTier = (least: number) =>
  z
    .string()
    .transform((text) => text.split(',').map(Number))
    .pipe(z.array(z.int().min(least)).min(1));

/** The council's own figures, with their defaults. Lists go by tier, from the lightest to the heaviest contract. */
export const Settings = z.object({
  /** Points that a contract costs whoever carries it. */
  CASELOAD_POINTS: perTier(1).prefault('1,2,3,5,8'),
  /** Points that a contract manager can carry unless told otherwise. */
  CASELOAD_CAPACITY: z.coerce.number().int().positive().default(20),
  /** Returns a year: 1, 2, 3, 4, 6 or 12. */
  RETURNS_PER_YEAR: perTier(1)
    .refine((list) => list.every((returns) => 12 % returns === 0), 'must divide the year into whole months')
    .prefault('1,1,2,4,4'),
  /** Days after the end of a period in which its return is due. */
  RETURN_DUE_DAYS: z.coerce.number().int().nonnegative().default(30),
  /** Days before it falls due from which a payment may be asked for. */
  PAYMENT_LEAD_DAYS: z.coerce.number().int().nonnegative().default(30),
  /** Whether the council waits for the end of a complaint before it signs: its own policy, not law. */
  COMPLAINT_PAUSES_SIGNATURE: z.stringbool().default(true),
  /** Wards in which people may be counted; by default the 20 of the demonstration council. */
  WARD_CODES: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(WardCode).min(1))
    .prefault(Array.from({ length: 20 }, (_, i) => `E050093${17 + i}`).join(',')),
});

/** Injectable: the figures of this deployment. */
export class Policy {
  constructor(private readonly settings: z.infer<typeof Settings>) {}

  get capacity(): number {
    return this.settings.CASELOAD_CAPACITY;
  }
  get returnDueDays(): number {
    return this.settings.RETURN_DUE_DAYS;
  }
  get paymentLeadDays(): number {
    return this.settings.PAYMENT_LEAD_DAYS;
  }
  get complaintPauses(): boolean {
    return this.settings.COMPLAINT_PAUSES_SIGNATURE;
  }
  get wards(): readonly string[] {
    return this.settings.WARD_CODES;
  }
  points(tier: number): number {
    return ofTier(this.settings.CASELOAD_POINTS, tier);
  }
  returnsPerYear(tier: number): number {
    return ofTier(this.settings.RETURNS_PER_YEAR, tier);
  }
}

/** Tiers beyond the list weigh as much as its last one. */
const ofTier = (list: readonly number[], tier: number): number =>
  list[Math.min(tier, list.length) - 1] as number;

/** Everything that this service reads from its environment. */
export const ContractsConfig = ServiceEnvironment.extend(Settings.shape);
export const config = () => readConfig(ContractsConfig);
