import type { Obstacle } from '@remit/engine';
/** What keeps a reason from holding, for whoever asks why not. */
export declare function obstacleInWords(obstacle: Obstacle): string;
