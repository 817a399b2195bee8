import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { ApiError } from "./api/client";
import { asking, CLIENT } from "./api/queries";
import { Failed } from "./components/answer";
import { Shell } from "./components/shell";
import { auditPath } from "./lib/session";
import { NotFound } from "./pages/not-found";
import { SCREENS } from "./pages/registry";
import { SignIn } from "./pages/sign-in/sign-in";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

/** Everything behind sign-in: whoever is nobody is sent there, and comes back to where they wanted to go. */
const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  component: Shell,
  errorComponent: ({ error, reset }) => (
    <Failed error={error instanceof Error ? error : new Error("This page broke.")} retry={reset} />
  ),
  async beforeLoad({ location }) {
    try {
      await CLIENT.ensureQueryData(asking("showSession", {}));
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) {
        throw redirect({ to: "/sign-in", search: { next: location.href } });
      }
      throw error;
    }
  },
});

const start = createRoute({
  getParentRoute: () => inside,
  path: "/",
  async beforeLoad() {
    const [{ audits }, session] = await Promise.all([
      CLIENT.ensureQueryData(asking("listAudits", {})),
      CLIENT.ensureQueryData(asking("showSession", {})),
    ]);
    const [first] = audits;
    if (first === undefined) return;
    throw redirect({ to: auditPath(first.id, session.permissions.includes("see:projection") ? "" : "portal") });
  },
  component: () => <Failed error={new Error("You were not let into any audit yet.")} />,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { readonly next?: string } =>
    typeof search.next === "string" && /^\/(?!\/)/.test(search.next) ? { next: search.next } : {},
  component: SignIn,
});

const welcome = createRoute({
  getParentRoute: () => root,
  path: "/welcome",
  component: lazyRouteComponent(() => import("./pages/entrance/welcome"), "Welcome"),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation",
  component: lazyRouteComponent(() => import("./pages/entrance/invitation"), "Invitation"),
});

const screens = SCREENS.map(({ path, load }) =>
  createRoute({
    getParentRoute: () => inside,
    path: path.startsWith("/") ? path : `/audits/$audit${path === "" ? "" : `/${path}`}`,
    component: lazyRouteComponent(load, "Screen"),
  }),
);

/** The application's pages; the folders of `pages` are their addresses. */
export function makeRouter() {
  const router = createRouter({
    routeTree: root.addChildren([signIn, welcome, invitation, inside.addChildren([start, ...screens])]),
    defaultPreload: "intent",
    scrollRestoration: true,
  });
  whenSessionEnds(() => {
    CLIENT.removeQueries({ queryKey: ["showSession"] });
    void router.invalidate();
  });
  return router;
}

/** A session that ended while somebody looks around is first noticed by whatever is asked next. */
function whenSessionEnds(act: () => void): void {
  CLIENT.getQueryCache().subscribe((event) => {
    if (event.type !== "updated" || event.action.type !== "error" || event.query.queryKey[0] === "showSession") return;
    const { error }: { error: unknown } = event.action;
    if (error instanceof ApiError && error.status === 401) act();
  });
}
