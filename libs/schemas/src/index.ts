import * as analyticsApi from './api/analytics';
import * as capacityBuildingApi from './api/capacity-building';
import * as contractsApi from './api/contracts';
import * as equalityAnalysisApi from './api/equality-analysis';
import * as evaluationApi from './api/evaluation';
import * as notificationsApi from './api/notifications';
import * as operationsApi from './api/operations';
import * as organisationsApi from './api/organisations';
import * as programmeApi from './api/programme';
import * as tenderingApi from './api/tendering';

export { awardSetHash, type SetMember } from './award-set';
export { defineEvent, type Classification, type EventDefinition, type FactOf } from './event';
export * from './events';
export { ActorId, Day, Id, Instant, Line, Pence, Prose, Version, WardCode } from './primitives';
export {
  analyticsApi,
  capacityBuildingApi,
  contractsApi,
  equalityAnalysisApi,
  evaluationApi,
  notificationsApi,
  operationsApi,
  organisationsApi,
  programmeApi,
  tenderingApi,
};
