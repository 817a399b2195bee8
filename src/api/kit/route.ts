import { z } from "zod";
import type { Instant } from "../../base/instant.js";
import type { Permission } from "../../model/roles.js";
import type { Session } from "../access/session.js";
import type { World } from "../world.js";

/** What a handler is given: everything in it was checked. */
export interface Call<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly who: Session;
  readonly at: Instant;
  readonly world: World;
  /** Of a stream that is taken up again: the last event that was seen. */
  readonly after: string | undefined;
}

/** A file as an answer: its bytes as they are, under a name. */
export interface FileAnswer {
  readonly media: string;
  readonly name: string;
  readonly body: string | Uint8Array | ReadableStream<Uint8Array>;
}

/** One thing that happened; one without an id belongs together with the next that has one. */
export interface StreamedEvent {
  readonly id?: string;
  readonly event: string;
  readonly data: unknown;
}

/** Events for as long as somebody listens; what it returns ends them. */
export type Subscription = (tell: (event: StreamedEvent) => void) => () => void;

/** What everybody can read of a route: what the router mounts and the API's description prints. */
export interface AnyRoute {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** Below `/api/v1`, parameters in braces. */
  readonly path: string;
  readonly title: string;
  readonly tag: string;
  /** The row of the authorisation matrix. */
  readonly needs: Permission;
  /** What the activity log says of a request that was answered; absent: what is seen here says nothing of anybody. */
  readonly logs?: string;
  /** The answer holds a secret that is shown once: no copy of it may be kept. */
  readonly isSecret?: boolean;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  readonly body: z.ZodType | undefined;
  readonly answer: z.ZodType | { readonly media: string } | { readonly event: z.ZodType };
  /** Checks what came, then handles it. @throws z.ZodError where it does not fit. */
  serve(
    raw: RawCall,
    context: Pick<Call<unknown, unknown, unknown>, "who" | "at" | "world" | "after">,
  ): Promise<unknown>;
}

export interface RawCall {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

const Nothing = z.strictObject({});

/** A route with the types of what it takes and gives, from which the client of the web application follows. */
export interface Route<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, A> extends AnyRoute {
  readonly takes?: { readonly params: z.input<P>; readonly query: z.input<Q>; readonly body: z.input<B> };
  readonly gives?: A;
}

interface Spec<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> {
  readonly path: string;
  readonly title: string;
  readonly tag: string;
  readonly needs: Permission;
  readonly logs?: string;
  readonly isSecret?: boolean;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
}

type Handled<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> = Call<
  z.output<P>,
  z.output<Q>,
  z.output<B>
>;

/** A route that answers in JSON. */
export function route<
  A extends z.ZodType,
  P extends z.ZodObject = typeof Nothing,
  Q extends z.ZodObject = typeof Nothing,
  B extends z.ZodType = z.ZodUndefined,
>(
  method: AnyRoute["method"],
  spec: Spec<P, Q, B> & {
    readonly answer: A;
    handle(call: Handled<P, Q, B>): z.input<A> | Promise<z.input<A>>;
  },
): Route<P, Q, B, z.output<A>> {
  return { ...described(spec), method, answer: spec.answer, serve: serving(spec, (call) => spec.handle(call)) };
}

/** A route that hands out a file. */
export function fileRoute<P extends z.ZodObject = typeof Nothing, Q extends z.ZodObject = typeof Nothing>(
  spec: Spec<P, Q, z.ZodUndefined> & {
    readonly media: string;
    handle(call: Handled<P, Q, z.ZodUndefined>): FileAnswer | Promise<FileAnswer>;
  },
): Route<P, Q, z.ZodUndefined, FileAnswer> {
  const answer = { media: spec.media };
  return { ...described(spec), method: "get", answer, serve: serving(spec, (call) => spec.handle(call)) };
}

/** A route that goes on telling what happens (server-sent events), each event one JSON value of the schema. */
export function eventRoute<P extends z.ZodObject = typeof Nothing, Q extends z.ZodObject = typeof Nothing>(
  spec: Spec<P, Q, z.ZodUndefined> & {
    readonly event: z.ZodType;
    handle(call: Handled<P, Q, z.ZodUndefined>): Promise<Subscription>;
  },
): Route<P, Q, z.ZodUndefined, Subscription> {
  const answer = { event: spec.event };
  return { ...described(spec), method: "get", answer, serve: serving(spec, (call) => spec.handle(call)) };
}

function described<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(spec: Spec<P, Q, B>) {
  const { path, title, tag, needs, logs, isSecret } = spec;
  return {
    ...{ path, title, tag, needs },
    ...(logs === undefined ? {} : { logs }),
    ...(isSecret === undefined ? {} : { isSecret }),
    params: spec.params ?? Nothing,
    query: spec.query ?? Nothing,
    body: spec.body,
  };
}

function serving<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  spec: Spec<P, Q, B>,
  handle: (call: Handled<P, Q, B>) => unknown,
): AnyRoute["serve"] {
  const shape = {
    params: z.object({ params: spec.params ?? Nothing }),
    query: z.object({ query: spec.query ?? Nothing }),
    body: z.object({ body: spec.body ?? z.undefined() }),
  };
  return async (raw, context) => {
    const parsed = { ...shape.params.parse(raw), ...shape.query.parse(raw), ...shape.body.parse(raw) };
    // A part without a schema is of type `Nothing`, which is what was parsed; the compiler cannot see that it is.
    return handle({ ...context, ...parsed } as Handled<P, Q, B>);
  };
}
