/** A GraphQL question that the explorer opens with. */
export interface Question {
  readonly title: string
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>>
}

/** What a newcomer is shown first: one question for each thing that Alight is asked most. */
export const questions: readonly Question[] = [
  {
    title: 'Who keeps getting off at Kena?',
    query: `query RepeatDisembarkers {
  repeatDisembarkers(input: { station: "KENA", atLeast: 2 }, first: 10) {
    totalCount
    completeness {
      complete
    }
    nodes {
      person {
        id
        displayName
      }
      times
      journeys
      rate
      expected
      pValue
      first
      last
    }
  }
}
`,
  },
  {
    title: 'Which documents were shown by more than one person?',
    query: `query SharedDocuments {
  sharedDocuments(input: { minPersons: 2 }, first: 10) {
    totalCount
    nodes {
      document {
        type
        issuer
        number
      }
      persons {
        displayName
      }
      presentations
      sameRun
      overlapping
      spellingOnly
      because
    }
  }
}
`,
  },
  {
    title: 'What was found, and why?',
    query: `query Findings {
  findings(filter: { states: [PENDING_REVIEW], minScore: 0.5 }, first: 10) {
    totalCount
    nodes {
      id
      pattern {
        title
        question
      }
      score
      qValue
      subjects {
        __typename
        ... on Person {
          displayName
        }
        ... on Document {
          type
          number
        }
      }
      because {
        line
        text
      }
    }
  }
}
`,
  },
  {
    title: 'Who was on train 029 of 1 May 2023?',
    query: `query PassengerList {
  trainRun(run: "029/2023-05-01") {
    run
    calls {
      seq
      station {
        code
      }
      arrive
      depart
    }
    onBoard
    journeys(first: 20) {
      totalCount
      nodes {
        ref
        person {
          displayName
        }
        documents {
          type
          number
        }
        alightedAt {
          station {
            code
          }
        }
      }
    }
  }
}
`,
  },
  {
    title: 'What is in the graph?',
    query: `query Census {
  census {
    persons
    identities
    documents
    journeys
    checks
    runs
    stations
  }
}
`,
  },
]
