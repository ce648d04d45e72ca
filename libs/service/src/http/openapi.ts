import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';

/** Every error of every route, as OpenAPI describes it. */
export const ProblemBody = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().optional(),
    code: z.string(),
    errors: z.array(z.strictObject({ pointer: z.string(), message: z.string() })).optional(),
    findings: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Problem' });

/** What a route answers when all is well, for the OpenAPI document. */
export const Answers = (schema: z.ZodType, status = 200, description = 'Done'): MethodDecorator =>
  applyDecorators(
    ApiResponse({ status, description, standardSchema: schema as never }),
    ApiResponse({
      status: 'default',
      description: 'A problem, as RFC 9457 describes it',
      standardSchema: ProblemBody as never,
    }),
  );
