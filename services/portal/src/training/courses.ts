import type { capacityBuildingApi } from '@commissioning/schemas';
import type { ServiceApi } from '../pages/service-api';
import type { Visitor } from '../pages/visitor';

/** A page of the courses that the visitor may know of. */
export const coursesOf = (
  api: ServiceApi,
  visitor: Visitor,
  cursor?: string,
): Promise<capacityBuildingApi.CourseList> => {
  const after = cursor ? `?cursor=${encodeURIComponent(cursor)}` : '';
  return api.get<capacityBuildingApi.CourseList>('capacity-building', `/v1/courses${after}`, visitor);
};
