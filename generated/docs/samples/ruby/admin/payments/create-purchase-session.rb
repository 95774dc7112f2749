require "json"
require "net/http"

uri = URI("https://api.hexclave.com/api/v1/payments/purchases/purchase-session")
request = Net::HTTP::Post.new(uri)
request["Content-Type"] = "application/json"
request.body = JSON.generate({
  full_code: "purchase-code-placeholder",
  price_id: "monthly",
  quantity: 1
})

response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
raise "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)

puts JSON.parse(response.body)
