/** All that is known of a finding, and what comes of testing it again: what a bundle of a finding is the answer to. */
export const FINDING_QUESTION = `query Finding($id: ID!) {
  finding(id: $id) {
    id
    pattern {
      name
      title
      question
      standard
      version
      legalBasis
      fittedAt
      parameters { name value unit meaning }
    }
    state
    score
    pValue
    qValue
    tests
    raisedAt
    asOf
    lastAt
    ruleVersion
    anchor
    subjects { __typename id }
    because { line text }
    figures { name value }
    evidence {
      fact { __typename id }
      source { delivery { number name sha256 receivedAt } line text }
      line
      witness
      margin
    }
    history { at kind state says by note }
    reviewedBy
    reviewedAt
  }
  verifyFinding(id: $id) {
    basis
    holds
    missing
    differences { name kept now }
    withdrawn
  }
}
`
