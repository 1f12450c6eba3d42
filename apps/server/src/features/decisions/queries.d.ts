import type { Because } from '@remit/engine';
import type { Platform } from '../../platform/platform.ts';
import type { Asked } from './domain/question.ts';
import type { World } from './world.ts';
export interface Answer {
    readonly decision: boolean;
    readonly because: Because | 'unknown-subject-type' | 'unknown-resource' | 'unknown-action';
}
/** May this subject do this now? What is unknown is a plain deny. */
export declare function answer(platform: Platform, world: World, asked: Asked): Promise<Answer>;
