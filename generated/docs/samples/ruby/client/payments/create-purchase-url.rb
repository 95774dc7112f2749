require "json"
require "net/http"

uri = URI("https://api.hexclave.com/api/v1/payments/purchases/create-purchase-url")
request = Net::HTTP::Post.new(uri)
request["X-Hexclave-Access-Type"] = "client"
request["X-Hexclave-Project-Id"] = "<your project UUID>"
request["Content-Type"] = "application/json"
request.body = JSON.generate({
  customer_type: "user",
  customer_id: "3241a285-8329-4d69-8f3d-316e08cf140c",
  product_id: "pro",
  return_url: "https://example.com/bought"
})

response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
raise "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)

puts JSON.parse(response.body)
