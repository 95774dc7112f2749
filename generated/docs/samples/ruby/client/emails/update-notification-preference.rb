require "json"
require "net/http"

uri = URI("https://api.hexclave.com/api/v1/emails/notification-preference/3241a285-8329-4d69-8f3d-316e08cf140c/c0b1a2d3-e4f5-4a6b-8c7d-9e8f7a6b5c4d")
request = Net::HTTP::Patch.new(uri)
request["X-Hexclave-Access-Type"] = "client"
request["X-Hexclave-Project-Id"] = "<your project UUID>"
request["Content-Type"] = "application/json"
request.body = JSON.generate({
  enabled: false
})

response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
raise "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)

puts JSON.parse(response.body)
