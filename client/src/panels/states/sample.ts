/** Sample data: the commands that fill an empty database with one telling example of each type. */
export const sample: readonly string[] = [
  'SET user:1001:name "John Doe"',
  'INCRBY counter:visits 1042',
  'SET session:abc123 user_data EX 600',
  'HSET user:1001 name "John Doe" email john@example.com age 30 city "New York"',
  'RPUSH queue:notifications msg5 msg4 msg3 msg2 msg1',
  'SADD user:1001:interests python redis docker kubernetes',
  'SADD user:1002:interests redis docker javascript react',
  'ZADD leaderboard:game1 9500 alice 8200 bob 7800 charlie 6500 dave',
  'XADD events * action login user 1001',
  'XADD events * action view page /products',
  'XADD events * action purchase amount 59.90',
]
