import { Code, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Facts } from "../../components/facts";
import { curlOf, type Described, type Parameter, takesTokens } from "./description";
import { notesOf, schemaText } from "./schema-text";

const PLACES = { path: "in the path", query: "in the query", header: "as a header" };

/** What a route takes and gives, who may ask, and how a program does. */
export function RouteFacts({ route }: { readonly route: Described }) {
  const { parameters = [], requestBody, responses } = route;
  const body = requestBody?.content["application/json"].schema;
  const [[media, answer] = []] = Object.entries(responses[200].content);
  const isFile = answer?.schema.format === "binary";
  return (
    <Stack gap="lg">
      <Facts
        facts={[
          ["Name", <Code key="name">{route.operationId}</Code>],
          ["Needs", <Code key="needs">{route["x-lookback-permission"]}</Code>],
          ["Who may", route["x-lookback-roles"].map((role) => ROLES[role] ?? role).join(", ")],
          ["By", takesTokens(route) ? "people at a browser, and tokens" : "people at a browser, never a token"],
        ]}
      />
      {parameters.length > 0 && (
        <Part title="Parameters">
          <Facts facts={parameters.map((each) => [each.name, <ParameterFacts key={each.name} parameter={each} />])} />
        </Part>
      )}
      {body !== undefined && (
        <Part title="Body">
          <Lines text={schemaText(body)} />
        </Part>
      )}
      <Part title={media === "text/event-stream" ? "Answer: events, each with" : "Answer"}>
        {answer === undefined || isFile ? (
          <Text size="sm">A file: {media}</Text>
        ) : (
          <Lines text={schemaText(answer.schema)} />
        )}
      </Part>
      {takesTokens(route) && (
        <Part title="By a program">
          <Lines text={curlOf(route, window.location.origin)} />
        </Part>
      )}
    </Stack>
  );
}

/** Roles as people read them; those of the API are named for programs. */
const ROLES: Readonly<Record<string, string>> = {
  "compliance-lead": "compliance lead",
  "control-owner": "control owner",
  fieldworker: "auditor who does fieldwork",
};

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <Title order={4} size="h6" mb={4}>
        {title}
      </Title>
      {children}
    </div>
  );
}

function ParameterFacts({ parameter }: { readonly parameter: Parameter }) {
  const { schema, required, description } = parameter;
  const notes = notesOf({ ...schema, ...(description === undefined ? {} : { description }) });
  return (
    <>
      <Code>{schemaText(schema)}</Code> {PLACES[parameter.in]}
      {required === true ? "" : ", may be left out"}
      {notes === "" ? "" : `. ${notes}`}
    </>
  );
}

/** Lines that break where the page ends: nothing has to be scrolled sideways. */
function Lines({ text }: { readonly text: string }) {
  return (
    <Code block className="lines">
      {text}
    </Code>
  );
}
