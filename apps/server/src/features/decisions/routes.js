import { transactionOf } from '../../platform/unit-of-work.js';
import { readBatch, readQuestion } from './domain/question.js';
import { answer } from './queries.js';
const config = { permission: 'decisions.ask' };
/** AuthZEN Authorization API 1.0: evaluation and evaluations. Errors are a plain message, as §9.1 has it. */
export const decisionsRoutes = (platform, world, publicUrl) => async (app) => {
    // A body of another type or none at all is the asker's mistake (400), not a missing page or an unknown medium.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
        try {
            done(null, JSON.parse(String(body)));
        }
        catch {
            done(null, undefined);
        }
    });
    const malformed = (reply, problem) => reply.code(400).type('application/json').send(JSON.stringify(problem));
    /** Waits for the revision the asker has seen; a question from before it is denied, never answered from before it. */
    const isRecent = async (request) => {
        const wanted = request.headers['remit-at-least'];
        if (typeof wanted !== 'string')
            return true;
        const transaction = transactionOf(wanted);
        return transaction !== null && (await world.has(transaction));
    };
    const STALE = { decision: false, because: 'stale' };
    const show = ({ decision, because }, explain) => (explain === true ? { decision, context: { because } } : { decision });
    app.post('/access/v1/evaluation', { config }, async (request, reply) => {
        const asked = readQuestion(request.body);
        if ('problem' in asked)
            return malformed(reply, asked.problem);
        return show((await isRecent(request)) ? await answer(platform, world, asked) : STALE, asked.context?.explain);
    });
    app.post('/access/v1/evaluations', { config }, async (request, reply) => {
        const batch = readBatch(request.body);
        if (batch !== 'single' && 'problem' in batch)
            return malformed(reply, batch.problem);
        const recent = await isRecent(request);
        if (batch === 'single') {
            const asked = readQuestion(request.body);
            if ('problem' in asked)
                return malformed(reply, asked.problem);
            return show(recent ? await answer(platform, world, asked) : STALE, asked.context?.explain);
        }
        const evaluations = [];
        for (const item of batch.items) {
            const asked = readQuestion(item);
            const answered = 'problem' in asked ? null : recent ? await answer(platform, world, asked) : STALE;
            evaluations.push(answered ? show(answered, 'context' in asked ? asked.context?.explain : false) : { decision: false, context: { error: { status: 400, message: asked.problem } } });
            const decision = answered?.decision ?? false;
            if (batch.semantic === 'deny_on_first_deny' && !decision)
                break;
            if (batch.semantic === 'permit_on_first_permit' && decision)
                break;
        }
        return { evaluations };
    });
    app.get('/.well-known/authzen-configuration', { config: { permission: 'open' } }, async () => ({
        policy_decision_point: publicUrl(),
        access_evaluation_endpoint: `${publicUrl()}/access/v1/evaluation`,
        access_evaluations_endpoint: `${publicUrl()}/access/v1/evaluations`,
    }));
};
//# sourceMappingURL=routes.js.map