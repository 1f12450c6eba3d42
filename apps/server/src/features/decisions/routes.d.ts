import type { Routes } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import type { World } from './world.ts';
/** AuthZEN Authorization API 1.0: evaluation and evaluations. Errors are a plain message, as §9.1 has it. */
export declare const decisionsRoutes: (platform: Platform, world: World, publicUrl: () => string) => Routes;
