import { createServer, request, Agent } from 'node:http';
import Koa from '/work/main/node_modules/koa';
import { Type } from '/work/main/node_modules/@sinclair/typebox';
import { createSecretKey, randomBytes } from 'node:crypto';
import jwt from '/work/main/node_modules/jsonwebtoken';
import pino from '/work/main/node_modules/pino';
import { Registry } from '/work/main/node_modules/prom-client';
import { createApp } from '/work/main/api/app';
import { route } from '/work/main/api/route';
import { Uuid } from '/work/main/api/schemas';
const key = createSecretKey(randomBytes(32)); const id='01976f2e-7c1b-7d3a-9a51-3c2f8f1f0a13';
const R = Type.Object({ question_id: Type.String(), revision: Type.Integer(), failed: Type.Boolean(), status: Type.String(), progress: Type.Object({answered: Type.Integer(), required: Type.Integer(), total: Type.Integer()}) });
const answer = route({ method:'post', path:'/checks/{check_id}/answer', summary:'x', tag:'x', params: Type.Object({check_id: Uuid}),
  body: Type.Object({question_id: Type.String(), value: Type.Optional(Type.Unknown()), na: Type.Optional(Type.Boolean()), comment: Type.Optional(Type.String()), files: Type.Optional(Type.Array(Uuid)), client_id: Type.Optional(Type.String())}),
  returns: {200: R}, refuses: ['check.not_found'], handle: async (_c,{body}) => ({question_id: body.question_id, revision:1, failed:false, status:'in_progress', progress:{answered:1,required:2,total:3}}) });
const others = Array.from({length: 50}, (_, i) => ({...answer, path: `/other${i}/{check_id}/answer`}));
const log = pino({level: process.env.LVL ?? 'info'}, pino.destination({dest:'/dev/null', sync:false}));
const app = createApp({ config: {version:'0', checkReplies:false, secure:false, corsOrigins:[], jwt:{key, issuer:'i', audience:'a'}}, routes:[...others, answer], logger: log, registry: new Registry(), loadSession: async()=>({kind:'user',user_id:id,role:'x',permissions:[],area_id:null,locale:'ru'}), readiness: async()=>({status:'ok',parts:{}}) });
const bare = new Koa(); bare.use(async ctx => { const chunks: Buffer[]=[]; for await (const c of ctx.req) chunks.push(c as Buffer); JSON.parse(Buffer.concat(chunks).toString()); ctx.body = {question_id:'a', revision:1, failed:false, status:'in_progress', progress:{answered:1,required:2,total:3}}; });
const token = jwt.sign({sid:id, sub:id}, key, {algorithm:'HS256', issuer:'i', audience:'a', expiresIn: 900});
const body = JSON.stringify({question_id:'brakes', value:true, comment:'всё в порядке', client_id: id});
if (process.argv[2] === 'serve') {
  const s = createServer((process.argv[3]==='bare'?bare:app).callback()).listen(0, '127.0.0.1', () => { process.send!({port:(s.address() as any).port, token}); });
  process.on('message', () => { process.send!({cpu: process.cpuUsage(), mem: process.memoryUsage().rss}); });
}
process.on('SIGINT',()=>process.exit())
