import type { Platform } from '../../platform/platform.ts';
import type { World } from './world.ts';
/** The process that acknowledges a change answers the next check from after it. */
export declare function subscribeDecisions(platform: Platform, world: World): void;
