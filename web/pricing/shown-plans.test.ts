import { expect, test } from 'bun:test'
import { plans } from '#catalog/plans.ts'
import { shownPlans } from './shown-plans.ts'

test('by the month every tier is shown once, cheapest tier first', () => {
  expect(shownPlans(plans, 'monthly').map((plan) => plan.planId)).toEqual([
    'free-forever',
    'basic-monthly',
    'pro-monthly',
    'enterprise-monthly',
  ])
})

test('by the year a tier without a yearly plan keeps its monthly one', () => {
  expect(shownPlans(plans, 'yearly').map((plan) => plan.planId)).toEqual([
    'free-forever',
    'basic-monthly',
    'pro-yearly',
    'enterprise-monthly',
  ])
})

test('a tier that is not on sale is not shown', () => {
  const sold = plans.filter((plan) => plan.tier !== 'basic')
  expect(shownPlans(sold, 'monthly').map((plan) => plan.tier)).toEqual(['free', 'pro', 'enterprise'])
})
