import { buildSchema } from 'graphql';

/** A part of a customer’s API as Shopify has it, and what the fake offers besides: rewards that store credit buys. */
export const schema = buildSchema(`
  scalar DateTime
  scalar Decimal
  enum CurrencyCode { EUR IRR }
  enum TransactionSortKeys { CREATED_AT EXPIRES_AT }
  enum OrderSortKeys { PROCESSED_AT }
  enum StoreCreditSystemEvent { ADJUSTMENT ORDER_PAYMENT ORDER_REFUND }
  enum OrderFulfillmentStatus { UNFULFILLED FULFILLED }
  enum OrderFinancialStatus { PAID REFUNDED }
  enum FulfillmentEventStatus { DELIVERED IN_TRANSIT }
  enum ReturnStatus { OPEN CLOSED }

  type MoneyV2 { amount: Decimal! currencyCode: CurrencyCode! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }

  type Query { customer: Customer! order(id: ID!): Order rewards: [Reward!]! }
  type Mutation {
    rewardRedeem(rewardId: ID!, cost: Int!, idempotencyKey: String!): RewardRedeemPayload
    redemptionCancel(id: ID!, idempotencyKey: String!): RewardRedeemPayload
  }

  type Customer {
    id: ID!
    firstName: String
    createdAt: DateTime!
    storeCreditAccounts(first: Int): StoreCreditAccountConnection!
    orders(first: Int, after: String, sortKey: OrderSortKeys, reverse: Boolean): OrderConnection!
    redemptions: [Redemption!]!
  }

  type StoreCreditAccountConnection { nodes: [StoreCreditAccount!]! }
  type StoreCreditAccount {
    id: ID!
    balance: MoneyV2!
    transactions(first: Int, sortKey: TransactionSortKeys, reverse: Boolean): StoreCreditAccountTransactionConnection!
  }
  type StoreCreditAccountTransactionConnection { nodes: [StoreCreditAccountTransaction!]! }
  union StoreCreditAccountTransactionOrigin = OrderTransaction
  type OrderTransaction { order: Order }
  interface StoreCreditAccountTransaction {
    account: StoreCreditAccount! amount: MoneyV2! balanceAfterTransaction: MoneyV2! createdAt: DateTime! event: StoreCreditSystemEvent! origin: StoreCreditAccountTransactionOrigin
  }
  type StoreCreditAccountCreditTransaction implements StoreCreditAccountTransaction {
    account: StoreCreditAccount! amount: MoneyV2! balanceAfterTransaction: MoneyV2! createdAt: DateTime! event: StoreCreditSystemEvent! origin: StoreCreditAccountTransactionOrigin
    id: ID! expiresAt: DateTime remainingAmount: MoneyV2!
  }
  type StoreCreditAccountDebitTransaction implements StoreCreditAccountTransaction {
    account: StoreCreditAccount! amount: MoneyV2! balanceAfterTransaction: MoneyV2! createdAt: DateTime! event: StoreCreditSystemEvent! origin: StoreCreditAccountTransactionOrigin
    id: ID!
  }
  type StoreCreditAccountDebitRevertTransaction implements StoreCreditAccountTransaction {
    account: StoreCreditAccount! amount: MoneyV2! balanceAfterTransaction: MoneyV2! createdAt: DateTime! event: StoreCreditSystemEvent! origin: StoreCreditAccountTransactionOrigin
    id: ID!
  }

  type OrderConnection { nodes: [Order!]! pageInfo: PageInfo! }
  type Order {
    id: ID! name: String! processedAt: DateTime! cancelledAt: DateTime fulfillmentStatus: OrderFulfillmentStatus! financialStatus: OrderFinancialStatus
    totalPrice: MoneyV2! customer: Customer
    lineItems(first: Int): LineItemConnection! fulfillments(first: Int): FulfillmentConnection! returns(first: Int): ReturnConnection!
  }
  type LineItemConnection { nodes: [LineItem!]! }
  type LineItem { id: ID! productId: ID title: String! quantity: Int! price: MoneyV2 totalPriceWithDiscounts: MoneyV2 }
  type FulfillmentConnection { nodes: [Fulfillment!]! }
  type Fulfillment { latestShipmentStatus: FulfillmentEventStatus estimatedDeliveryAt: DateTime }
  type ReturnConnection { nodes: [Return!]! }
  type Return { status: ReturnStatus! }

  type Reward { id: ID! title: String! cost: MoneyV2! stock: Int! }
  type Redemption { id: ID! reward: Reward! code: String status: String! createdAt: DateTime! cost: MoneyV2! }
  type UserError { code: String! message: String! }
  type RewardRedeemPayload { redemption: Redemption userErrors: [UserError!]! }
`);
